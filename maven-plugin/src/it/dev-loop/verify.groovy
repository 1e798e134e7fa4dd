// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').getText('UTF-8')
def steps = [
  /checked 1 pipeline in \d+ ms/,
  /numbers\.even: \d+ rows/,
  /checked 1 pipeline in \d+ ms: the last right version goes on/,
  /checked 1 pipeline in \d+ ms: the new version starts, from the beginning/,
  /numbers\.even: \d+ rows?\n +\{ id: \d*[13579] \}/,
]
def from = 0
steps.each { step ->
  def found = log =~ step
  check(found.find(from), "not there, or not in this order: $step")
  from = found.end()
}
// Findings are errors, which have a stream of their own.
check(log =~ /(?m)^error\[TYP002\]: unknown name `it`$/, 'the mistake is not shown')
check(log =~ /(?m)^ +┌─ numbers\.yaml:9:48 /, 'its place is not shown')
check(!log.contains('\tat '), 'a stack trace')
return true
