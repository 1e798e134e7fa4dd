// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').text
check(log =~ /1 pipeline, 0 errors, 0 warnings/, 'no summary')
check(log =~ /\bc\b.*\b7000\b/, 'a row is missing')
check(!(log =~ /\bb\b.*\b500\b/), 'a row that passes only without the overlay')

def java = new File(basedir, 'target/generated-sources/millrace/com/example/numbers/NumbersJob.java').text
check(java.contains('"1000"') && java.contains('.setParallelism(2)'), 'not of the environment')
check(java.contains('.uid("big")'), 'another identity')

check(log.contains('no overlay is for environment `prdo`; there are: prod'), 'a wrong name passes')
check(!log.contains('\tat '), 'a stack trace')
return true
