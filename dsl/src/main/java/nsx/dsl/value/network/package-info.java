/** What words return of networks. */
package nsx.dsl.value.network;
