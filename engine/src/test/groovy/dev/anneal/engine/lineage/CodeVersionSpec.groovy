package dev.anneal.engine.lineage

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

@Requires(value = { ['git', '--version'].execute().waitFor() == 0 }, reason = 'git is not installed')
class CodeVersionSpec extends Specification {

    @TempDir
    Path folder

    def "it is what git says, on a branch, packed, detached and in a work tree"() {
        given:
        git('init', '-q', '.')
        git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'one')
        def inner = Files.createDirectories(folder.resolve('a/b'))
        def head = git('rev-parse', 'HEAD')

        expect:
        CodeVersion.of(inner).get() == head

        when:
        git('pack-refs', '--all')

        then:
        CodeVersion.of(inner).get() == head

        when:
        git('checkout', '-q', '--detach')

        then:
        CodeVersion.of(inner).get() == head

        when:
        git('worktree', 'add', '-q', '-b', 'other', folder.resolve('tree') as String)

        then:
        CodeVersion.of(folder.resolve('tree')).get() == head
    }

    def "a repository without commits has none"() {
        given:
        git('init', '-q', '.')

        expect:
        CodeVersion.of(folder).empty
    }

    private String git(String... arguments) {
        def process = new ProcessBuilder(['git', *arguments]).directory(folder.toFile()).redirectErrorStream(true).start()
        def text = process.inputStream.text.strip()
        assert process.waitFor() == 0, text
        text
    }
}
