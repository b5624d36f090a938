"""Where erasing is asked for, it is said what nothing chosen means."""


def test_nothing_chosen_means_all_and_says_so(client, hub_manager, jo):
    client.force_login(hub_manager)
    drawn = client.get(f"/people/{jo.id}/rights/erase/").content.decode()

    assert "If you choose none, it is asked of all of them" in drawn
    assert "If you choose none, everything is to be erased" in drawn
