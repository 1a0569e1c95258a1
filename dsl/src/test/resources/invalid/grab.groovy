// 2:1 annotation '@Grab'
@Grab('foo:bar:1.0')
import java.time.Duration
workflow('w') { tasks { shell('a') { run 'x' } } }
