// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').text

check(log =~ /\bb\b.*\b500\b/ && log =~ /\bc\b.*\b7000\b/, 'a row is missing')
check(!(log =~ /\ba\b.*\b5\b/), 'a row that the filter should have dropped')
check(log.contains('BUILD SUCCESS'), 'the run failed')

check(log.contains('no pipeline file named [nonesuch]'), 'an unknown pipeline is not refused')
check(!log.contains('\tat '), 'a stack trace')
return true
