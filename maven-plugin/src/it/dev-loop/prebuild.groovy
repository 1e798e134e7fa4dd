// The user at work, beside the build: each step waits until the log shows the one before.
def log = new File(basedir, 'build.log')
def pipeline = new File(basedir, 'numbers.yaml')
def launcher = new File(basedir, 'target/millrace/run/launcher.jar').path

def seen = 0
def await = { what ->
  def end = System.nanoTime() + 60_000_000_000L
  def at = -1
  while (at < 0 && System.nanoTime() < end) {
    Thread.sleep(100)
    at = log.isFile() ? log.getText('UTF-8').indexOf(what, seen) : -1
  }
  seen = Math.max(seen, at + what.length())
}

Thread.startDaemon {
  def text = pipeline.text
  await('numbers.even: ')
  pipeline.text = text.replace('where: id', 'where: it')
  await('the last right version goes on')
  pipeline.text = text.replace('== 0', '== 1')
  await('the new version starts')
  await('numbers.even: ')
  await(' }\n')
  ProcessHandle.current().descendants()
      .filter { process -> launcher in (process.info().arguments().orElse(new String[0]) as List) }
      .forEach { process -> process.destroy() }
}
return true
