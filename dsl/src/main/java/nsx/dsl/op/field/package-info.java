/** Tables of network objects' attributes: named options, their values, and changes of them. */
package nsx.dsl.op.field;
