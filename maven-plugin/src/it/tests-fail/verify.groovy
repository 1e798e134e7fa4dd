// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').getText('UTF-8')
check(log =~ /(?m)^FAILED: `alerts`: 1 row did not come$/, 'no failure')
check(log =~ /(?m)^ +┌─ \Qsrc\/main\/pipelines\/orders.test.yaml\E:11:9 /, 'no position')
check(log =~ /(?m)^ += - \{ id: a, amount: 100 \}$/, 'no difference')
check(log =~ /1 test in 1 file, 1 failed/, 'no summary')
check(log.contains('there are failing tests of pipelines'), 'another failure')
check(log.contains('orders.test.yaml: 1 list rewritten'), 'not rewritten')
check(log =~ /1 test in 1 file, none failed/, 'what was rewritten does not hold')
check(!log.contains('\tat '), 'a stack trace')

def file = new File(basedir, 'src/main/pipelines/orders.test.yaml').getText('UTF-8')
check(file.endsWith('      alerts:\n        - { id: b, amount: 101 }\n'), 'rewritten as ' + file)
return true
