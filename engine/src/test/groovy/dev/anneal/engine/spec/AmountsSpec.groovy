package dev.anneal.engine.spec

import dev.anneal.engine.artifact.Values
import spock.lang.Specification

/** Sizes, shares and amounts of resources as workflow files write them. */
class AmountsSpec extends Specification {

    def "the size '#text' is #bytes bytes, written '#again'"() {
        expect:
        Sizes.parse(text).get() == bytes
        Sizes.text(bytes) == again

        where:
        text       | bytes             || again
        '0B'       | 0                 || '0B'
        '999B'     | 999               || '999B'
        '1KB'      | 1_000             || '1KB'
        '1KiB'     | 1_024             || '1.024KB'
        '1.5GB'    | 1_500_000_000     || '1.5GB'
        '1GiB'     | 1_073_741_824     || '1.073GB'
        '2TB'      | 2_000_000_000_000 || '2TB'
        '5000TB'   | 5_000_000_000_000_000 || '5000TB'
    }

    def "'#text' is no size"() {
        expect:
        Sizes.parse(text).empty

        where:
        text << ['', '5', '2 GB', '2gb', '-1GB', '1.GB', '9999999TB', 'GB']
    }

    def "the share '#text' is #share"() {
        expect:
        Shares.parse(text) == Optional.ofNullable(share)

        where:
        text     || share
        '20%'    || 0.20G
        '0%'     || 0.00G
        '100%'   || 1.00G
        '12.5%'  || 0.125G
        '101%'   || null
        '20'     || null
        '-5%'    || null
        '20 %'   || null
    }

    def "#value of #resource is #thousandths thousandths"() {
        expect:
        resource.thousandths(Values.normalise(value)) == (thousandths == null ? OptionalLong.empty() : OptionalLong.of(thousandths))

        where:
        resource        | value                            || thousandths
        Resource.CPU    | 2G                               || 2_000
        Resource.CPU    | 0.5G                             || 500
        Resource.CPU    | 0.001G                           || 1
        Resource.CPU    | 0.0001G                          || null
        Resource.CPU    | 0G                               || null
        Resource.CPU    | '2'                              || null
        Resource.CPU    | null                             || null
        Resource.CPU    | new BigDecimal('99999999999999999999') || Long.MAX_VALUE
        Resource.GPU    | 0G                               || 0
        Resource.GPU    | 1G                               || 1_000
        Resource.GPU    | 0.5G                             || null
        Resource.GPU    | -1G                              || null
        Resource.MEMORY | '2GB'                            || 2_000_000_000_000
        Resource.MEMORY | '0GB'                            || null
        Resource.MEMORY | 2G                               || null
        Resource.MEMORY | '1000000TB'                      || Long.MAX_VALUE
    }

    def "an amount is written as a file would write it"() {
        expect:
        [Resource.text('cpu', 500), Resource.text('memory', 2_000_000_000_000), Resource.text('db', 3_000), Resource.text('gpu', 0)] ==
                ['0.5', '2GB', '3', '0']
    }
}
