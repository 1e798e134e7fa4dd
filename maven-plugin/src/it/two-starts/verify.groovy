// Plain checks: an assert of a failing build would print the whole log several times over.
def check = { ok, what -> if (!ok) { throw new AssertionError((Object) what.toString()) } }

def builds = new File(basedir, 'build.log').getText('UTF-8').split('BUILD SUCCESS')
check(builds.size() == 3, "${builds.size() - 1} builds succeeded")

['app/src/main/pipelines/orders.yaml', 'src/main/pipelines/orders.yaml'].eachWithIndex { path, i ->
  def frames = (builds[i] =~ /(?m)^warning\[[A-Z]{3}\d{3}\]: .*forgotten/).size()
  check(frames == 1, "build ${i + 1} shows the warning $frames times")
  check(builds[i] =~ /(?m)^ +┌─ \Q$path\E:21:3 /, "build ${i + 1} does not name $path")
}
check(builds[0] =~ /generated Java: [1-9]\d* written, 0 unchanged/, 'nothing was written')
check(builds[1] =~ /generated Java: 0 written, [1-9]\d* unchanged/, 'the place of the start is in the Java')
return true
