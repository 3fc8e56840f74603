/** Changes as data: operations, their execution, undo and recording, and the access to the kernel. */
package nsx.dsl.change;
