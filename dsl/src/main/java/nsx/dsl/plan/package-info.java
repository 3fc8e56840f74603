/** Plans: operations are noted, and the kernel answers as it would after them. */
package nsx.dsl.plan;
