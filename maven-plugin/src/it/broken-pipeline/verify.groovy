import groovy.json.JsonSlurper

// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').getText('UTF-8')
def file = 'src/main/pipelines/orders.yaml'

// The frame as it was rendered: at the start of a line, no level in front of it.
check(log =~ /(?m)^error\[[A-Z]{3}\d{3}\]: .*amunt/, 'no error')
check(log =~ /(?m)^ +┌─ \Q$file\E:22:12 /, 'no position')
check(log =~ /(?m)^ *22│ {5}where: amunt > 100$/, 'no source line')
check(log =~ /(?m)^ +│ {12}\^{5}( |$)/, 'no carets below the word')
check(log.contains('amount'), 'no advice')

check(log =~ /1 pipeline, 1 error, 0 warnings/, 'no summary')
check(log =~ /millrace-maven-plugin:\S+:validate/, 'another goal failed')
check(!log.contains('\tat '), 'a stack trace')
check(!new File(basedir, 'target/classes').exists(), 'the build went on')

def json = new JsonSlurper().parse(new File(basedir, 'target/millrace/diagnostics.json'))
check(json.toString().contains('amunt'), 'the mistake is not in diagnostics.json')
def sarif = new JsonSlurper().parse(new File(basedir, 'target/millrace/diagnostics.sarif'))
def place = sarif.runs[0].results[0].locations[0].physicalLocation
check(place.artifactLocation.uri == file, 'another file: ' + place)
check(place.region.startLine == 22 && place.region.startColumn == 12 && place.region.endColumn == 17, 'not there: ' + place)
def junit = new File(basedir, 'target/millrace/diagnostics-junit.xml').getText('UTF-8')
check(junit.contains('failures="1"') && junit.contains('amunt'), 'not in the JUnit report')
check(log =~ /(?m)^::error file=\Q$file\E,line=22,endLine=22,col=12,endColumn=17,title=/, 'no annotation')
return true
