// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').getText('UTF-8')
def file = 'src/main/pipelines/scores.yaml'

check(log =~ /(?m)^error\[GEN013\]: `com\.example\.Score` is a `MapFunction<com\.example\.shared\.orders\.Order, com\.example\.shared\.orders\.Order>`/, 'no signature as found')
check(log =~ /(?m)^error\[GEN012\]: .*`Score\(float limit\)`.*`Score\(double limit\)`/, 'no constructor')
check(log =~ /(?m)^ +┌─ \Q$file\E:19:12 /, 'no position')
check(log =~ /(?m)^ *19│ {5}class: com\.example\.Score$/, 'no source line')
check(log.contains('implements MapFunction<com.example.shared.orders.Order, com.example.shared.orders.Scored>'), 'no signature as expected')
check(log =~ /millrace-maven-plugin:\S+:check/, 'another goal failed')
check(!log.contains('COMPILATION ERROR'), 'javac had to say it')
check(!log.contains('\tat '), 'a stack trace')
return true
