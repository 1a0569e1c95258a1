/**
 * What is done about drift, within limits: the policy, the ledger of its decisions, and the request for a run that
 * trains anew. Stands after {@code monitor}, whose report it reads. Imports {@code monitor} and {@code request}.
 */
@NullMarked
package dev.anneal.tasks.retrain;

import org.jspecify.annotations.NullMarked;
