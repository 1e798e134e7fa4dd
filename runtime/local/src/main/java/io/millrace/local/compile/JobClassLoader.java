package io.millrace.local.compile;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads what is in the job's jar from there, as Flink's tasks do, although the class path may have
 * it, too: the classes that an earlier build made of the pipeline, say.
 */
final class JobClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  JobClassLoader(URL jar, ClassLoader parent) {
    super("millrace-job", new URL[] {jar}, parent);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (findLoadedClass(name) == null
          && findResource(name.replace('.', '/') + ".class") != null) {
        Class<?> found = findClass(name);
        if (resolve) {
          resolveClass(found);
        }
        return found;
      }
      return super.loadClass(name, resolve);
    }
  }
}
