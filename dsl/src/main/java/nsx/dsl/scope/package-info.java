/** The words inside the blocks of devices and containers. */
package nsx.dsl.scope;
