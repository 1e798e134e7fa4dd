// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').getText('UTF-8')
def shown = log.readLines().findAll { it.startsWith('[ERROR] ') }.takeWhile { !it.contains('Failed to execute') }
check(shown == '''\
[ERROR] orders.yaml:3
[ERROR] - name:   orders   # as the topic
[ERROR] - (blank line)
[ERROR] + name: orders   # as the topic
[ERROR] orders.yaml:7
[ERROR] -     orders:
[ERROR] -         type: elements
[ERROR] -         schema: {id: string,amount: int}
[ERROR] -         rows: [ { id: a, amount: 5 } ]
[ERROR] +   orders:
[ERROR] +     type: elements
[ERROR] +     schema: { id: string, amount: int }
[ERROR] +     rows: [{ id: a, amount: 5 }]
[ERROR] orders.yaml:13
[ERROR] -   out: { type: print, input: orders }··
[ERROR] +   out: { type: print, input: orders }
'''.readLines(), 'shown: ' + shown)
check(log.contains('1 of 1 files are in another form: `mvn millrace:fmt` writes them anew'), 'no summary')
check(log.contains('wrote orders.yaml'), 'not written')
check(new File(basedir, 'orders.yaml').getText('UTF-8').contains('''
name: orders   # as the topic

sources:
  orders:
    type: elements
    schema: { id: string, amount: int }
'''), 'written in another form')
check(new File(basedir, 'cluster.yaml').text == 'kind:   Deployment\n', 'wrote a file that is not ours')
check(!log.contains('\tat '), 'a stack trace')
return true
