/** Reads the IPsec policies of the kernel (linux/xfrm.h), as tables and pure functions of bytes. */
package nsx.xfrm;
