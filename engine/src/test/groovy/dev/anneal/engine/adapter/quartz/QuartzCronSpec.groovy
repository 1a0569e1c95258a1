package dev.anneal.engine.adapter.quartz

import spock.lang.Specification

/** Cron expressions, judged for the person who wrote them. */
class QuartzCronSpec extends Specification {

    def "'#cron' is sound"() {
        expect:
        new QuartzCron().problem(cron) == Optional.empty()

        where:
        cron << ['0 0 3 * * ?', '* * * * * ?', '0 0/5 14,18 ? * MON-FRI', '0 15 10 L * ?', '0 15 10 ? * 6#3',
                 '0 0 0 29 2 ?', '0 0 12 1W * ? 2030-2040', ' 0 0 3 * * ? ', '0 0 0 ? JAN SUN', '0 0 0 1 1 ? 2019']
    }

    def "'#cron' is refused with #said"() {
        when:
        def problem = new QuartzCron().problem(cron).get()

        then:
        said.every { problem.contains(it) }

        where:
        cron                | said
        ''                  | ['six or seven fields', 'second minute hour', 'nothing']
        '   '               | ['nothing']
        '0 3 * * *'         | ['found 5', 'crontab', "in '0 3 * * *'"]
        '0 0 0 0 0 0 0 0'   | ['found 8']
        '61 0 3 * * ?'      | ['field second takes 0 to 59', "found '61'"]
        '0 99 3 * * ?'      | ['field minute', "found '99'"]
        '1,98 0 3 * * ?'    | ['field second', "found '1,98'"]
        '0 75 3 * * ?'      | ['field minute', "found '75'"]
        '0 0 24 * * ?'      | ['field hour takes 0 to 23', "found '24'"]
        '0 0 3 32 * ?'      | ['field day-of-month', "found '32'"]
        '0 0 3 * 13 ?'      | ['field month', "found '13'"]
        '0 0 3 * FOO ?'     | ['field month', "found 'FOO'"]
        '0 0 3 ? * FUNDAY'  | ['field day-of-week', "found 'FUNDAY'"]
        '0 0 3 ? * 8'       | ['field day-of-week', "found '8'"]
        '? 0 3 * * ?'       | ['field second', "found '?'"]
        '0 0 3 * * ? never' | ['field year', "found 'never'"]
        '0 0 3 * * *'       | ["one of day-of-month and day-of-week must be '?'"]
        '0 0 3 ? * ?'       | ["one of day-of-month and day-of-week must be '?'"]
        '0 0 0 30 2 ?'      | ["'0 0 0 30 2 ?'", 'no moment fits it']
        '0 ' * 400          | ['found 800 characters']
    }
}
