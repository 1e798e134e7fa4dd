import java.util.jar.JarFile

// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').text
check(log =~ /2 pipelines, 0 errors, 0 warnings/, 'no summary')
def counts = (log =~ /generated Java: (\d+) written, (\d+) unchanged, (\d+) deleted/)
    .collect { it.tail()*.toInteger() }
check(counts.size() == 2 && counts[1][0] == 0 && counts[1][2] == 0, counts)

def java = new File(basedir, 'target/generated-sources/millrace/com/example')
check(java.list().toList().sort() == ['bigorders', 'shared', 'smallorders'], java.list().toList())
check(!new File(java, 'bigorders/Order.java').exists(), 'a second class of the type')
new JarFile(new File(basedir, 'target/shared-types-1.0-job.jar')).withCloseable { jar ->
  def names = jar.entries().collect { it.name }
  ['com/example/shared/orders/Order.class', 'com/example/Orders.class',
   'META-INF/millrace/shared/orders.yaml', 'META-INF/millrace/big-orders.yaml'].each { name ->
    check(names.contains(name), "$name is not in the job jar")
  }
}
return true
