// Prints the line coverage of the whole build from JaCoCo's CSV report, and fails below the floor.
def rows = new File(report as String).readLines()
def header = rows.head().split(',') as List
def sum = { String column -> rows.tail().sum(0L) { it.split(',')[header.indexOf(column)] as long } as long }
def covered = sum('LINE_COVERED')
def total = covered + sum('LINE_MISSED')
if (total == 0) {
    throw new IllegalStateException("no lines in $report: nothing was measured")
}
println String.format(Locale.ROOT, 'Coverage: %.1f %% of lines (%d of %d)', 100.0 * covered / total, covered, total)
if (covered / total < (floor as BigDecimal)) {
    throw new IllegalStateException("line coverage is below the floor of ${(floor as BigDecimal) * 100} %")
}
