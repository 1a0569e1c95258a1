// Takes raw rows, cleans them, checks them, and works on each region side by side.
//
//   anneal run etl.yaml                     anneal show last
//   anneal get last totals[1]/total
//
// The rows are made up by `extract`. For your own let it fetch them, and change the columns that are checked.

workflow('etl') {
    description 'Extracts sales, cleans and checks them, and adds them up by region.'
    params {
        integer 'rows', default: 900, min: 9, help: 'how many sales to make up'
    }
    tasks {
        shell('extract') {
            command '''\
awk -v rows="$ANNEAL_PARAM_ROWS" 'BEGIN {
    split("north south west", regions)
    print "id,region,amount"
    for (i = 1; i <= rows; i++) print i "," regions[i % 3 + 1] "," (i % 50 == 0 ? "" : i * 7 % 100)
}' > sales.csv
'''
            outputs sales: 'sales.csv'
            retry retries: 3, backoff: 'exponential', delay: '10s', retryOn: ['error', 'timeout']
        }
        // Rows without an amount are dropped.
        shell('clean') {
            command 'awk -F, \'$3 != ""\' inputs/sales > clean.csv'
            inputs sales: extract.sales
            outputs sales: 'clean.csv'
        }
        dataset('table') { source clean.sales; split by: 'order', train: 0.8 }
        validate('checks') {
            data table.all
            columns {
                region allowed: ['north', 'south', 'west']
                amount type: 'integer', between: [0, 99], missing: 0
            }
        }
        shell('totals') {
            forEach 'north', 'south', 'west'
            after checks
            command 'awk -F, -v region="$REGION" \'$2 == region {sum += $3} END {print region, sum}\' inputs/sales > total.txt'
            env REGION: item
            inputs sales: clean.sales
            outputs total: 'total.txt'
        }
    }
}
