/** Devices, their properties and options. */
package nsx.dsl.value.link;
