// Commands that wait for each other and hand files on, with retries, a condition, and what is done at the end in any case.
//
//   anneal run shell.yaml                   anneal run shell.yaml -p name=Ada
//   anneal logs last                        anneal get last greet/text
//
// A command runs in a folder of its own. What it leaves there under `outputs`, others take as `inputs`.

workflow('shell') {
    description 'Makes a greeting, measures it and says goodbye.'
    params {
        string 'name', default: 'world', help: 'who is greeted'
        'boolean'('shout', default: false, help: 'whether to do it loudly')
    }
    defaults retry: 1, timeout: '5m'
    tasks {
        shell('greet') {
            command 'echo "Hello, $NAME" > greeting.txt'
            env NAME: params.name
            outputs text: 'greeting.txt'
        }
        shell('measure') { command 'wc -c < inputs/text'; inputs text: greet.text }
        shell('shout') { command 'tr a-z A-Z < inputs/text'; inputs text: greet.text; when { params.shout } }
    }
    always {
        shell('goodbye') { command "echo run ${run.id} has ${run.state}" }
    }
}
