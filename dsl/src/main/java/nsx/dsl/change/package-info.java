/** Changes as data: operations, what carries them out, takes them back or notes them, and the seam to the kernel. */
package nsx.dsl.change;
