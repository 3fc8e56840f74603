/** Operations on queueing disciplines, their classes and filters (tc(8)). */
package nsx.dsl.op.queue;
