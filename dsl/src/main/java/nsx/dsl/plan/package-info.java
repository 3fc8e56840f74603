/** Plans: operations are noted, and reads answer as the kernel would after them. */
package nsx.dsl.plan;
