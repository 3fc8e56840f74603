/** What lines would do: operations are noted, and the kernel answers as it would then. */
package nsx.dsl.plan;
