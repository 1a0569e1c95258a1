package dev.anneal.engine.adapter.memory

import spock.lang.Specification

/** A sorted map that keeps what it was when it is changed. */
class TreeSpec extends Specification {

    def "it does what a sorted map does, whatever is put and removed, and older ones stay as they were"() {
        given:
        def random = new Random(seed)
        def expected = new TreeMap<Integer, String>()
        def tree = Tree.empty(Comparator.naturalOrder())
        def kept = []

        expect:
        (0..<2000).every { n ->
            int key = random.nextInt(size)
            if (random.nextInt(3) == 0) {
                tree = tree.without(key)
                expected.remove(key)
            } else {
                tree = tree.with(key, "$key in $n".toString())
                expected.put(key, "$key in $n".toString())
            }
            if (n % 100 == 0) {
                kept << [tree, new ArrayList(expected.values())]
            }
            int from = random.nextInt(size)
            tree.get(key) == expected.get(key) &&
                    tree.values() == expected.values() as List &&
                    tree.from { it >= from }.toList() == expected.tailMap(from, true).values() as List &&
                    tree.backFrom { it <= from }.toList() == expected.headMap(from, true).descendingMap().values() as List &&
                    tree.last { it < from } == expected.lowerEntry(from)?.value
        }
        kept.every { Tree older, List values -> older.values() == values }

        where:
        seed | size
        1    | 5
        2    | 60
        3    | 3000
    }

    def "it stays flat when keys come in order"() {
        given:
        def tree = (0..<20_000).inject(Tree.empty(Comparator.naturalOrder())) { t, n -> t.with(n, n) }
        def looks = 0

        when:
        tree.last { looks++; it < 12_345 }

        then: 'an AVL tree is at most 1.44 times as high as the logarithm'
        looks <= 21
    }

    def "'#less' comes before '#more', as their UTF-8 does"() {
        expect:
        Integer.signum(TextOrder.BY_BYTES.compare(less, more)) == -1
        Integer.signum(TextOrder.BY_BYTES.compare(more, less)) == 1
        TextOrder.BY_BYTES.compare(less, less) == 0
        Arrays.compareUnsigned(less.getBytes('UTF-8'), more.getBytes('UTF-8')) < 0

        where:
        less            | more
        ''              | 'a'
        'a'             | 'aa'
        'aa'            | 'b'
        'Z'             | 'a'
        'z'             | '\u00e9'
        '\u00e9'        | '\uFFFD'
        '\uFFFD'        | '\uD83D\uDE00'
        '\uD83D\uDE00'  | '\uD83D\uDE01'
        'x\uD83D\uDE00' | 'x\uD83E\uDD16'
    }
}
