package dev.anneal.dsl.script;

import org.jspecify.annotations.Nullable;

/** What words mean inside of one pair of braces. */
interface Block {

    /** Says a word. What it gives back is what the word is to the script: the handle of a task, or null. */
    @Nullable
    Object word(WordCall call);
}
