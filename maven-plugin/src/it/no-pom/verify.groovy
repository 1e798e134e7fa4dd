// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').text

check(log =~ /1 pipeline, 0 errors, 0 warnings/, 'no summary')
check(new File(basedir, 'target/millrace/diagnostics.json').isFile(), 'no diagnostics.json')
check(log =~ /\bb\b.*\b500\b/, 'the run printed no row')
def explained = new File(basedir, 'target/millrace/explain').listFiles()
check(explained?.size() == 1 && explained[0].text.contains('identities and state'), "explained $explained")
check(log.contains(explained[0].text.readLines()[0]), 'the explanation is not in the log')
check(new File(basedir, 'target/millrace/graph').list().sort()*.replaceFirst(/.*\./, '') == ['dot', 'mmd'], 'no graphs')
['validate', 'generate', 'package', 'run', 'explain', 'graph', 'help'].each { goal ->
  check(log.contains("millrace:$goal"), "the help does not name $goal")
}

// What the first validation on a machine downloads and every one loads: the plugin's class loader.
def start = log.indexOf('Populating class realm plugin>io.millrace:millrace-maven-plugin')
check(start >= 0, 'no class loader')
def realm = log.substring(start).readLines().tail()
    .takeWhile { it.contains('Included: ') }
    .collect { it.replaceFirst(/.*Included: /, '').trim() }
check(realm.any { it.startsWith('io.millrace:millrace-compiler:') }, 'no compiler in ' + realm)
realm.each { artifact ->
  check(!(artifact =~ /^org\.apache\.(flink|kafka)/), "$artifact in the plugin's class loader")
}
def sizes = realm.collectEntries { artifact ->
  def (group, name, type, version) = artifact.tokenize(':')
  def path = "${group.replace('.', '/')}/$name/$version/$name-${version}.jar"
  [artifact, new File(localRepositoryPath, path).length()]
}
check(sizes.values().every { it > 0 }, 'not found: ' + sizes.findAll { it.value == 0 }.keySet())
def total = sizes.values().sum()
println "The plugin's class loader holds $total bytes:"
sizes.sort { -it.value }.each { println "${it.value.toString().padLeft(10)} ${it.key}" }
check(total < 15_000_000, "the plugin and its libraries are $total bytes")
return true
