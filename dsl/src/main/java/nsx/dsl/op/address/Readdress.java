package nsx.dsl.op.address;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Changes;
import nsx.rtnl.Address;

/** Recreates an address to change attributes that the kernel cannot change, if nothing else would be lost. */
record Readdress(AddressOperations operations, Address is) {

    List<Operation> operations(AddressChange change) {
        String device = operations.device();
        if (Lost.after(operations.here(), device).carries(is)) {
            String what = String.join(" and ", change.fixed());
            throw new NsxException("cannot set " + what + " of address " + is.prefix() + " of " + device)
                    .because(
                            "the kernel sets it only when an address is made, and other addresses or routes depend on this one")
                    .at(is.prefix())
                    .hint("delete address: '" + is.prefix() + "', dev: '" + device + "' first, then add it again");
        }
        return List.of(operations.delete(is), operations.make(Changes.Act.ADD, change.after()));
    }
}
