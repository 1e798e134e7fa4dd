import java.util.jar.JarFile

// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').text
def counts = (log =~ /generated Java: (\d+) written, (\d+) unchanged, (\d+) deleted/)
    .collect { it.tail()*.toInteger() }
check(counts.size() == 3, counts)
def all = counts[0][0]
check(all > 1 && counts[0] == [all, 0, 0], "first build: ${counts[0]}")
check(counts[1] == [0, all, 0], "the second build wrote again: ${counts[1]}")
// The third build validates before the pipeline is deleted.
check(log.count('2 pipelines, 0 errors, 0 warnings (unchanged)') == 2, 'nothing had changed for validate')
check(log.count('1 pipeline, 0 errors, 0 warnings') == 1, 'the third build did not look again')
check(!log.contains('1 pipeline, 0 errors, 0 warnings (unchanged)'), 'the third build did not see the deletion')
def (written, unchanged, deleted) = counts[2]
check(written == 0 && deleted > 0 && unchanged + deleted == all, "third build: ${counts[2]}")

def sources = new File(basedir, 'target/generated-sources/millrace/com/example').list().toList()
check(sources == ['orders'], "sources of $sources")
new JarFile(new File(basedir, 'target/deleted-pipeline-1.0-job.jar')).withCloseable { jar ->
  def names = jar.entries().collect { it.name }
  check(names.any { it.startsWith('com/example/orders/') }, 'the remaining pipeline is not in the jar')
  check(!names.any { it.contains('refunds') }, 'the deleted pipeline is in the jar')
  def main = jar.manifest.mainAttributes.getValue('Main-Class')
  check(main?.startsWith('com.example.orders.'), "main class $main")
}
return true
