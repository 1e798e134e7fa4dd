import java.nio.file.Files
import java.util.jar.JarFile

// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def job = new File(basedir, 'target/job-jar-1.0-job.jar')
check(job.isFile(), 'no job jar')

new JarFile(job).withCloseable { jar ->
  def names = jar.entries().collect { it.name }
  def main = jar.manifest.mainAttributes.getValue('Main-Class')
  check(main?.startsWith('com.example.'), "main class $main")
  ['META-INF/millrace/big-orders.yaml',
   main.replace('.', '/') + '.class',
   'org/apache/flink/connector/kafka/source/KafkaSource.class',
   'org/apache/kafka/clients/consumer/KafkaConsumer.class'].each { name ->
    check(names.contains(name), "$name is not in the job jar")
  }
  check(names.any { it.startsWith('io/millrace/runtime/') }, 'the runtime is not in the job jar')

  ['org/apache/flink/api/common/', 'org/apache/flink/streaming/api/environment/',
   'org/apache/flink/runtime/', 'org/apache/flink/connector/base/', 'org/rocksdb/',
   'org/slf4j/', 'org/apache/logging/', 'javax/annotation/', 'io/millrace/compiler/',
   'dev/cel/', 'META-INF/versions/9/module-info.class'].each { prefix ->
    check(!names.any { it.startsWith(prefix) }, "$prefix does not belong into a job jar")
  }
  check(names == names.unique(false), 'an entry stands twice')
  check(names.tail() == names.tail().sort(false), 'entries are not sorted')
  def notice = jar.getInputStream(jar.getEntry('META-INF/NOTICE')).text
  check(notice.contains('Kafka'), 'no notice of Kafka')
}

def again = new File(basedir, 'again/job-jar-1.0-job.jar')
check(Files.mismatch(job.toPath(), again.toPath()) == -1L, 'the two builds differ')

def log = new File(basedir, 'build.log').text
check(log =~ /1 pipeline, 0 errors, 0 warnings/, 'no summary')
check(log =~ /flink run -c com\.example\.\S+ target\/job-jar-1\.0-job\.jar/, 'no word on how to submit')
check(!log.contains('[WARNING]'), 'warnings: ' + log.readLines().findAll { it.contains('[WARNING]') })
return true
