// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').text
check(log.contains('wrote pom.xml'), 'no POM')
check(log.contains('wrote src/main/pipelines/returns.yaml'), 'no second pipeline')
check(new File(basedir, 'pom.xml').text.contains('<artifactId>shop</artifactId>'), 'another POM')
check(new File(basedir, 'target/shop-1.0-SNAPSHOT-job.jar').isFile(), 'no job jar')
check(log =~ /2 tests/, 'its tests did not run')
check(log =~ /2 pipelines, 0 errors, 0 warnings/, 'warnings about a pipeline as it is given out')
check(log.contains('0 of 4 files are in another form'), 'files of a new project are not as fmt writes them')
check(log =~ /:check \(default\)/, 'functions and SQL are not checked')
check(new File(basedir, 'target/millrace/schemas/pipeline-v1.schema.json').isFile(), 'no schemas for editors')
return true
