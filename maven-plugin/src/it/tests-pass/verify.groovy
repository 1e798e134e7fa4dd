// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def log = new File(basedir, 'build.log').getText('UTF-8')
check(log =~ /2 tests in 2 files, none failed/, 'not both tests were run')
check(log =~ /1 test in 1 file, none failed/, 'the filter picks not one')
check(log.count('no test is picked') == 2, 'a filter that picks nothing is not told')
check(log.contains('the tests of pipelines could not be run'), 'a wrong filter is no failure')
check(!log.contains('\tat '), 'a stack trace')

def reports = new File(basedir, 'target/surefire-reports').listFiles().findAll { it.name =~ /TEST-.*\.xml/ }
check(reports.size() >= 1, 'no reports')
check(reports.every { it.getText('UTF-8').contains('failures="0"') }, 'reports of failures')

def site = new File(basedir, 'target/millrace/site')
check(new File(site, 'index.html').getText('UTF-8').contains('pipelines/orders.html'), 'the pipeline is not in the catalogue')
check(new File(site, 'pipelines/orders.html').getText('UTF-8').contains('orders.test.yaml'), 'the tests are not on the page')
check(new File(site, 'pipelines/orders.html').getText('UTF-8').contains('of what rows can reach in this pipeline'), 'the coverage is not on the page')
check(log.contains('coverage of pipelines'), 'no table of coverage')
check(new File(basedir, 'target/millrace/coverage/coverage.html').exists(), 'no page of coverage')
return true
