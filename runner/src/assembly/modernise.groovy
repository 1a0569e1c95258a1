// Class-data archives of JDK 17 leave out classes older than Java 6, and with them every class of ours that implements or
// extends one. Picocli's are that old, and a command loads hundreds of them. This gives such classes the stack maps and the
// version number of Java 8: half of the start-up time of a small command.
//
// A signature holds only as long as nothing is changed, and keeps a jar's classes out of the archive too: it is taken off.
//
// Arguments: a directory for the changed jars, then jars. Jars that are neither old nor signed are left alone.
import groovyjarjarasm.asm.ClassReader
import groovyjarjarasm.asm.ClassVisitor
import groovyjarjarasm.asm.ClassWriter
import groovyjarjarasm.asm.Opcodes
import java.util.jar.JarFile
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

final OLD = Opcodes.V1_5
final SIGNATURE = ~/META-INF\/[^\/]+\.(SF|RSA|DSA|EC)/

def version = { byte[] bytes -> new ClassReader(bytes).readShort(6) }

def modernise = { byte[] bytes, ClassLoader loader ->
    def writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
        @Override
        protected ClassLoader getClassLoader() {
            loader
        }
    }
    def visitor = new ClassVisitor(Opcodes.ASM9, writer) {
        @Override
        void visit(int ignored, int access, String name, String signature, String superName, String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces)
        }
    }
    new ClassReader(bytes).accept(visitor, ClassReader.SKIP_FRAMES)
    writer.toByteArray()
}

def directory = new File(args.head())
def jars = args.tail().collect { new File(it) }
def loader = new URLClassLoader(jars*.toURI()*.toURL() as URL[], ClassLoader.platformClassLoader)

jars.each { jar ->
    new JarFile(jar).withCloseable { source ->
        def entries = source.entries().toList()
        def old = entries.findAll { it.name.endsWith('.class') && version(source.getInputStream(it).bytes) <= OLD }*.name as Set
        def signed = entries.any { it.name ==~ SIGNATURE }
        if (old || signed) {
            def changed = 0
            new ZipOutputStream(new File(directory, jar.name).newOutputStream()).withCloseable { target ->
                entries.findAll { !(it.name ==~ SIGNATURE) }.each { entry ->
                    def bytes = source.getInputStream(entry).bytes
                    if (entry.name in old) {
                        try {
                            bytes = modernise(bytes, loader)
                            changed++
                        } catch (TypeNotPresentException e) {
                            println "$jar.name: $entry.name stays as it is, for want of ${e.typeName()}"
                        }
                    }
                    target.putNextEntry(new ZipEntry(entry.name).tap { time = entry.time })
                    target.write(bytes)
                    target.closeEntry()
                }
            }
            println "$jar.name:${signed ? ' signature taken off,' : ''} $changed of ${old.size()} old classes modernised"
        }
    }
}
