import java.util.jar.JarFile

// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').text
check(log =~ /1 pipeline, 0 errors, 0 warnings/, 'no summary')
check(log.contains('Java functions that fit: 2'), 'nothing was checked')
check(!log.contains('nothing checks them'), 'the check is not seen')

def job = new File(basedir, 'target/java-function-1.0-job.jar')
new JarFile(job).withCloseable { jar ->
  ['com/example/Score.class', 'com/example/Numbers.class', 'com/example/scores/ScoresJob.class',
   'com/example/shared/orders/Order.class'].each { name ->
    check(jar.getEntry(name) != null, "$name is not in the job jar")
  }
}

check(log.contains('scores> {"id":"a","score":0.05}'), 'no score by the default limit')
check(log.contains('scores> {"id":"a","score":0.5}'), 'no score by the other limit')
check(log.contains('numbers> {"id":"a","number":1}') && log.contains('numbers> {"id":"c","number":2}'), 'no numbers')
check(!log.contains('\tat '), 'a stack trace')
return true
