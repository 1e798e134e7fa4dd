// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').text

check(log =~ /org\.apache\.flink:flink-[a-z-]+:\S+ is at scope compile/, 'no reason')
check(log.contains('io.millrace:millrace-flink'), 'no advice')
check(!log.contains('\tat '), 'a stack trace')
check(!new File(basedir, 'target/flink-at-compile-scope-1.0-job.jar').exists(), 'a job jar')
return true
