/** What helps somebody to write workflow files: conversion between the forms, and templates to begin with. */
@NullMarked
package dev.anneal.runner.app.author;

import org.jspecify.annotations.NullMarked;
