package nsx.dsl.verb.delete;

import java.util.List;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.word.Parameter.Type;
import nsx.rtnl.Link;

/** Deletes a device: {@code delete link: 'veth1'}. */
final class LinkDeletion implements Deletion {
    @Override
    public String kind() {
        return "link";
    }

    @Override
    public Type type() {
        return Type.LINK;
    }

    @Override
    public void check(Call call, Object which) {
        Devices.get(call.here(), Texts.of(which));
    }

    @Override
    public void delete(Call call, Object which) {
        deleteAll(call, List.of(which));
    }

    @Override
    public void deleteAll(Call call, List<?> which) {
        List<Link> links = which.stream()
                .map(name -> Devices.get(call.here(), Texts.of(name)))
                .toList();
        links.forEach(link -> new LinkValue(call.here(), link).delete());
    }
}
