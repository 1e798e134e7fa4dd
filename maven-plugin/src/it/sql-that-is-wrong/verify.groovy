// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').getText('UTF-8')

check(log =~ /(?m)^error\[PLN160\]: Column 'pric' not found in any table/, 'no message')
check(log =~ /(?m)^ +┌─ \Qsrc\/main\/pipelines\/bids.yaml\E:15:39 /, 'no position')
check(log =~ /millrace-maven-plugin:\S+:check/, 'another goal failed')
check(!log.contains('COMPILATION ERROR'), 'javac ran')
check(!log.contains('\tat '), 'a stack trace')
return true
