// 14:35 wrong-type 'allowFailure' | 'maybe'
// 14:54 unknown-choice 'onFailure' | 'cancle' | 'cancel' | Did you mean
// 15:28 unknown-choice 'runIf' | found the number 3.
// 15:37 unknown-choice 'cache' | 'off' | found false | Did you mean
// 16:33 wrong-type 'ttl' | 'long'
// 16:50 wrong-type 'version' | found a list
// 16:55 unknown-word 'cache' | 'tll' | 'ttl' | Did you mean
// 17:28 missing 'cache' | 'ttl' | 'version'
// 18:28 unknown-choice 'cache' | 'of' | 'off' | Did you mean
// 19:35 wrong-type 'allowFailure' | 'params.x' | found the reference 'params.x'
// 19:55 unknown-choice 'onFailure' | found false
workflow('w') {
    tasks {
        shell('a') { allowFailure 'maybe'; onFailure 'cancle' }
        shell('b') { runIf 3; cache false }
        shell('c') { cache ttl: 'long', version: [1], tll: '3d' }
        shell('d') { cache([:]) }
        shell('e') { cache 'of' }
        shell('f') { allowFailure params.x; onFailure false }
    }
}
