/** Operations on devices. */
package nsx.dsl.op.link;
