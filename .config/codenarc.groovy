// What the build demands of Groovy sources, specs included. Formatting is Spotless's business.
ruleset {
    description 'Anneal'

    AssertWithinFinallyBlock
    BigDecimalInstantiation
    BrokenOddnessCheck
    ConstantIfExpression
    DeadCode
    DoubleNegative
    DuplicateCaseStatement
    DuplicateMapKey
    DuplicateSetValue
    EmptyCatchBlock
    EmptyElseBlock
    EmptyFinallyBlock
    EmptyForStatement
    EmptyIfStatement
    EmptyMethod
    EmptySwitchStatement
    EmptySynchronizedStatement
    EmptyTryBlock
    EmptyWhileStatement
    EqualsAndHashCode
    ExplicitGarbageCollection
    ReturnFromFinallyBlock
    ThrowExceptionFromFinallyBlock

    AssignCollectionSort
    AssignmentInConditional
    CatchArrayIndexOutOfBoundsException
    CatchError
    CatchIndexOutOfBoundsException
    CatchNullPointerException
    CatchThrowable
    DuplicateImport
    ImportFromSamePackage
    UnnecessaryGroovyImport
    UnusedImport
    UnusedArray
    UnusedObject
    UnusedPrivateField
    UnusedPrivateMethod
    UnusedPrivateMethodParameter
    UnusedVariable
    UnnecessarySemicolon
    UnnecessaryPublicModifier

    PrintStackTrace
    Println {
        doNotApplyToFilesMatching = /.*\/src\/assembly\/.*/
    }
    SystemErrPrint
    SystemOutPrint
    SystemExit
    ThreadYield
    BusyWait

    ClassNameSameAsFilename
    IllegalRegex {
        name = 'NoSleepInSpecs'
        regex = /Thread\.sleep|\bsleep\(/
        violationMessage = 'No sleeps: use a manual clock'
    }
}
