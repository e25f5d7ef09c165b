"""What accounts use: measured on the node, shown to the customer, told and listed when it passes the maximum."""
from harness import proves, text, until
from pages import add_domain, expect, is_live, new_account


@proves("H.ACC-11", part="period and next charge")
@proves("C.END-01", part="a help page of the provider's own")
@proves("H.PLAN-07", part="buying more, which comes with billing")
@proves("H.PLAN-21")
@proves("C.GEN-04", part="resellers")
@proves("C.LIM-03", part="a quota of the file system; kilobytes as a unit; resellers")
@proves("C.LIM-08", part="resellers")
@proves("C.STA-04", part="resellers; services other than disk space and traffic")
@proves("H.USE-02", part="FTP and mail")
@proves("H.USE-07", part="mailboxes and databases")
def test_disk_space_and_traffic_are_measured_shown_and_told_when_they_pass_the_maximum(world):
    installation, name = world.installation, "cherry-orchard.example"
    expect(installation.api("POST", "/plans", {"name": "Orchard", "resources": [
        {"resource": "web"}, {"resource": "domain", "free": 3}, {"resource": "disk_space", "free": 2, "isHard": False},
        {"resource": "traffic", "free": 100}]}), 201)
    account = new_account(installation, "Cherry Orchard", "Orchard", "cherry", "nine red ladders")
    add_domain(installation, name, account)
    is_live(installation, name)
    usage = lambda: expect(installation.api("GET", f"/accounts/{account}/usage"), 200)  # noqa: E731
    until("the home is measured", lambda: usage()["disk"].get("bytes"), 90)
    until("traffic is counted", lambda: usage()["traffic"].get("countedThrough"), 90)
    # More than there may be is taken all the same.
    installation.put_file(name, "harvest.bin", b"x" * 3_000_000)
    received = sum(len(installation.site(name, path)[1]) for path in ["/", "/", "/none"])
    until("traffic is counted", lambda: usage()["traffic"]["bytes"] > received, 90)
    assert [site["name"] for site in usage()["sites"]] == [name]
    until("the file is measured", lambda: usage()["disk"]["bytes"] > 3_000_000, 120)
    over = lambda: [row["account"] for row in expect(installation.api("GET", "/usage?state=exceeded"), 200)["items"]]  # noqa: E731
    until("it is listed", lambda: account in over(), 120)
    status, listed = installation.run_command("usage", "list")
    assert status == 0 and "Cherry Orchard" in listed, listed
    with world.browser.visit("/usage?state=exceeded") as page:
        row = page.locator("main tr", has_text="Cherry Orchard").first
        assert "Exceeded" in row.inner_text() and "of 2" in row.inner_text(), row.inner_text()
        row.get_by_role("link", name="Cherry Orchard").click()
        until("the account's page is there", lambda: "Traffic by website" in text(page))
        assert name in text(page)
        page.get_by_role("link", name="90 days").click()
        until("the span is another one", lambda: "Traffic by month" in text(page))
    with world.browser.visit("/", storage=world.browser.sign_in_as("cherry", "nine red ladders")) as page:
        home = text(page)
        assert "Disk space of Cherry Orchard is over the maximum" in home and "of 100 MB" in home.replace("\u00a0", " "), home
        page.get_by_role("link", name="All figures").click()
        until("his figures", lambda: "Traffic by day" in text(page))
        page.goto(f"/accounts/{account}/limits")
        row = page.locator("main tr", has_text="Disk space").first.inner_text()
        assert "Exceeded" in row and "measured" in row, row
        page.goto("/messages")
        assert "Disk space over the maximum" in text(page), text(page)
    status, mails = installation.api("GET", "/mails?q=cherry")
    assert status == 200 and any("Cherry Orchard" in mail["subject"] for mail in mails["items"]), mails
