<?php
// The same pages in plain PHP: the session from its cookie, the queries of the panel, a row template, a form token. What never changes
// on a page (frame, icons, headings) is text of a compiled file, which favours PHP; what is read from the database is read and escaped here.
declare(strict_types=1);

const PER_PAGE = 50;
$page = require __DIR__ . '/pages/' . basename($_GET['page_name']) . '.php';
$db = new PDO('sqlite:' . getenv('BENCH_DATABASE'), null, null, [PDO::ATTR_PERSISTENT => true, PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);

function rows(PDO $db, string $sql, array $values = []): array
{
    static $prepared = [];
    $statement = $prepared[$sql] ??= $db->prepare($sql);
    $statement->execute($values);
    return $statement->fetchAll(PDO::FETCH_ASSOC);
}

function scalar(PDO $db, string $sql, array $values = []): int
{
    return (int) array_values(rows($db, $sql, $values)[0])[0];
}

function text(string $text): string
{
    return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

// --- who asks ---

$session = null;
foreach ($_COOKIE as $value) {
    $found = rows($db, 'SELECT session.id, session.signed_in_at, session.seen_at, session.proved_at, session.has_second_factor, session.login_id, login.person,
            login.role, login.is_locked, login.language, login.time_zone, session.impersonator_id, staff.person AS impersonator
        FROM session JOIN login ON login.id = session.login_id LEFT JOIN login staff ON staff.id = session.impersonator_id
        WHERE session.handle_hash = ?', [hash('sha256', $value)])[0] ?? null;
    if ($found !== null) {
        $session = $found;
        $handle = $value;
    }
}
if ($session === null || $session['role'] !== 'administrator') {
    http_response_code(403);
    exit;
}
rows($db, 'SELECT r.is_full, p.permission FROM login_staff_role m JOIN staff_role r ON r.id = m.role_id
    LEFT JOIN staff_role_permission p ON p.role_id = r.id WHERE m.login_id = ?', [$session['login_id']]);

// --- the frame: menu with its counts ---

$installation = rows($db, 'SELECT * FROM installation')[0];
$exceptions = scalar($db, 'SELECT COUNT(*) FROM account WHERE (suspended_at IS NOT NULL OR trashed_at IS NOT NULL OR purged_at IS NOT NULL)');
$accounts = scalar($db, 'SELECT COUNT(*) FROM account') - $exceptions;
$domains = scalar($db, 'SELECT COUNT(*) FROM domain')
    - scalar($db, 'SELECT COUNT(*) FROM domain WHERE trashed_at IS NOT NULL OR purged_at IS NOT NULL')
    - scalar($db, 'SELECT COUNT(*) FROM account CROSS JOIN domain WHERE account.trashed_at IS NOT NULL AND domain.account_id = account.id
        AND domain.trashed_at IS NULL AND domain.purged_at IS NULL');
$servers = count(rows($db, 'SELECT * FROM physical_server'));
function unread(PDO $db, string $login, string $box, string $condition, array $bound): int
{
    $mark = rows($db, 'SELECT read_through FROM message_mark WHERE login_id = ? AND box = ?', [$login, $box])[0]['read_through'] ?? null;
    if ($mark !== null) {
        $condition .= ' AND id > ?';
        $bound[] = $mark;
    }
    return scalar($db, "SELECT COUNT(*) FROM (SELECT 1 FROM message WHERE $condition LIMIT 100)", $bound);
}
$messages = unread($db, $session['login_id'], 'person', 'login_id = ?', [$session['login_id']]);
$forProvider = unread($db, $session['login_id'], 'provider', 'login_id IS NULL', []);
$alerts = count(rows($db, 'SELECT * FROM alert WHERE closed_at IS NULL ORDER BY id DESC'));
rows($db, 'SELECT COUNT(*) FROM (SELECT 1 FROM mail WHERE state = \'failed\' LIMIT 100)');
rows($db, 'SELECT name, value FROM setting');
$issued = (int) (microtime(true) * 1000);
$body = substr(strtr(base64_encode(random_bytes(24)), '+/', '-_'), 0, 22) . '.' . $issued;
$token = $body . '.' . rtrim(strtr(base64_encode(hash_hmac('sha256', $body, 'form:' . $handle, true)), '+/', '-_'), '=');
$values = ['token' => $token, 'messages' => (string) $messages, 'provider messages' => (string) $forProvider, 'accounts' => number_format($accounts), 'domains' => number_format($domains), 'servers' => number_format($servers)];

// --- what the page shows ---

const SAME = 's.logical_server_id = t.logical_server_id AND s.kind = t.kind AND s.object = t.object';
const ATTENTION = 't.state IN (\'failed\', \'content_missing\') AND t.sequence >= (SELECT s.sequence FROM specification s WHERE ' . SAME . ')';
function waiting(string $condition): string
{
    return '(SELECT COUNT(*) FROM (SELECT s.sequence FROM specification s WHERE s.physical_server_id = n.physical_server_id AND s.sequence > n.position '
        . $condition . ' AND COALESCE((SELECT t.sequence FROM specification_status t WHERE ' . SAME . '), 0) < s.sequence LIMIT 101))';
}
const OBJECTS = 'SELECT s.logical_server_id, s.kind, s.object, s.sequence, s.presence, s.published_at, l.name, n.last_seen_at, n.silent_since, n.stop,
        t.sequence AS reported, t.state, t.words, t.failure_key, t.next_try, t.since
    FROM specification s JOIN logical_server l ON l.id = s.logical_server_id JOIN node_state n ON n.physical_server_id = s.physical_server_id
    LEFT JOIN specification_status t ON t.logical_server_id = s.logical_server_id AND t.kind = s.kind AND t.object = s.object ';

function home(PDO $db): void
{
    global $values;
    $live = scalar($db, 'SELECT COALESCE(SUM(object_count), 0) FROM physical_server')
        - scalar($db, 'SELECT COUNT(*) FROM specification WHERE presence <> \'present\'');
    foreach (rows($db, 'SELECT ' . waiting('') . ' AS number, ' . waiting('AND s.presence = \'present\'') . ' AS present FROM node_state n') as $row) {
        $live -= $row['present'];
    }
    foreach (rows($db, 'SELECT state, presence, COUNT(*) AS number FROM (SELECT t.state AS state, (SELECT s.presence FROM specification s WHERE ' . SAME
        . ') AS presence FROM specification_status t WHERE ' . ATTENTION . ' LIMIT 101) GROUP BY state, presence') as $row) {
        $live -= $row['presence'] === 'present' ? $row['number'] : 0;
    }
    $values['live'] = number_format($live);
    rows($db, 'SELECT physical_server_id AS id, COUNT(*) AS number FROM quarantined_object GROUP BY physical_server_id');
    foreach (rows($db, 'SELECT * FROM physical_server') as $server) {
        $logical = array_column(rows($db, 'SELECT * FROM logical_server WHERE physical_server_id = ?', [$server['id']]), 'id');
        $state = rows($db, 'SELECT n.last_seen_at, n.silent_since, n.state, n.stop, ' . waiting('') . ' AS waiting FROM node_state n
            WHERE n.physical_server_id = ?', [$server['id']])[0];
        rows($db, 'SELECT COUNT(*) FROM (SELECT 1 FROM specification_status t WHERE t.logical_server_id IN ('
            . implode(',', array_fill(0, count($logical), '?')) . ') AND ' . ATTENTION . ' LIMIT 101)', $logical);
        json_decode($state['state'] ?? '{}');
    }
    rows($db, 'SELECT s.logical_server_id, s.kind, s.object, s.sequence, t.state, t.words, t.next_try, t.since, l.name, n.stop
        FROM specification_status t CROSS JOIN specification s CROSS JOIN logical_server l CROSS JOIN node_state n
        WHERE t.state IN (\'failed\', \'content_missing\') AND ' . SAME . ' AND t.sequence >= s.sequence AND l.id = s.logical_server_id
            AND n.physical_server_id = s.physical_server_id ORDER BY t.since DESC, t.object DESC LIMIT 21');
    rows($db, 'SELECT * FROM plan');
    rows($db, 'SELECT * FROM alert WHERE closed_at IS NULL ORDER BY id DESC');
    rows($db, 'SELECT COUNT(*) FROM (SELECT 1 FROM mail WHERE state = \'failed\' LIMIT 100)');
    // The plot's numbers; its bars are text of the compiled file.
    $now = (int) (microtime(true) * 1000);
    $week = 7 * 86400 * 1000;
    $values['rows'] = '';
    for ($ago = 12; $ago >= 1; $ago--) {
        $from = $now - $week * $ago;
        $number = scalar($db, 'SELECT COUNT(*) FROM account WHERE created_at >= ? AND created_at < ?', [$from, $from + $week]);
        $values['rows'] .= '<tr><th scope="row">' . gmdate('j F Y', intdiv($from + $week, 1000)) . '</th><td class="number">' . number_format($number) . '</td></tr>';
    }
}

function listing(PDO $db, int $all): string
{
    $search = $_GET['q'] ?? '';
    $sort = $_GET['sort'] ?? 'name';
    $descends = str_starts_with($sort, '-');
    $order = ['name' => 'domain.name_folded', 'account' => 'account.number', 'created' => 'domain.created_at'][ltrim($sort, '-')];
    $condition = 'domain.purged_at IS NULL AND domain.trashed_at IS NULL AND account.trashed_at IS NULL';
    $bound = [];
    $total = $all;
    if ($search !== '') {
        $pattern = '%' . addcslashes(strtolower($search), '%_\\') . '%';
        $condition .= ' AND (domain.name_folded LIKE ? ESCAPE \'\\\' OR domain.account_id IN (SELECT id FROM account WHERE title_folded LIKE ? ESCAPE \'\\\'))';
        $bound = [$pattern, $pattern];
        $total = scalar($db, "SELECT COUNT(*) FROM domain JOIN account ON account.id = domain.account_id WHERE $condition", $bound);
    }
    $offset = PER_PAGE * (max(1, (int) ($_GET['page'] ?? 1)) - 1);
    $count = max(0, min(PER_PAGE, $total - $offset));
    $fromEnd = $offset > intdiv($total, 2);
    $from = $fromEnd ? $total - $offset - $count : $offset;
    $direction = $descends !== $fromEnd ? 'DESC' : 'ASC';
    $found = rows($db, "SELECT domain.id, domain.account_id, account.number AS account_number, account.title AS account_title, plan.name AS plan_name,
            account.suspended_at, account.trashed_at AS account_trashed_at, account.suspension_reason, domain.zone_id, domain.name,
            domain.trashed_at, domain.purge_at, domain.purged_at, domain.created_at
        FROM domain JOIN account ON account.id = domain.account_id JOIN plan ON plan.id = account.plan_id
        WHERE $condition ORDER BY $order $direction, domain.id $direction LIMIT $count OFFSET $from", $bound);
    if ($fromEnd) {
        $found = array_reverse($found);
    }
    $marks = implode(',', array_fill(0, count($found), '?'));
    $objects = [];
    foreach ($found as $row) {
        $objects[$row['zone_id']] = $row['id'];
    }
    foreach (rows($db, "SELECT id, domain_id FROM website WHERE domain_id IN ($marks)", array_column($found, 'id')) as $site) {
        $objects[$site['id']] = $site['domain_id'];
    }
    $zones = array_column($found, 'zone_id');
    $sites = array_values(array_diff(array_keys($objects), $zones));
    $states = [];
    $siteMarks = implode(',', array_fill(0, count($sites), '?'));
    foreach (rows($db, OBJECTS . "WHERE (s.kind = 'zone' AND s.object IN ($marks)) OR (s.kind = 'website' AND s.object IN ($siteMarks)) ORDER BY l.kind, l.number", [...$zones, ...$sites]) as $status) {
        $state = $status['reported'] >= $status['sequence'] ? $status['state'] : 'applying';
        $states[$objects[$status['object']]] ??= 'live';
        if ($state !== 'live') {
            $states[$objects[$status['object']]] = $state;
        }
    }
    $html = '';
    foreach ($found as $row) {
        $name = text($row['name']);
        $seconds = intdiv($row['created_at'], 1000);
        $state = $states[$row['id']] ?? 'removed';
        $html .= '<tr><td class="cell-tick"><input type="checkbox" name="row" value="' . $name
            . '" form="bulk" data-rows="one" autocomplete="off" aria-label="Tick ' . $name . '"></td><th scope="row" class="cell-name"><a href="/domains/' . $name . '">' . $name . '</a></th><td class="cell-rest" data-at="Account"><a class="quiet-link" href="/accounts/'
            . $row['account_number'] . '">web' . $row['account_number'] . ' · ' . text($row['account_title'])
            . '</a></td><td class="cell-state"><span class="badge ' . $state . '" data-live="badge-' . $row['id'] . '"><span class="dot" aria-hidden="true"></span>'
            . ucfirst($state) . '</span></td><td class="cell-rest" data-at="Added"><time datetime="' . gmdate('Y-m-d\TH:i:s', $seconds)
            . sprintf('.%03dZ', $row['created_at'] % 1000) . '" title="' . gmdate('j F Y, H:i', $seconds) . ' UTC">' . gmdate('j F Y', $seconds)
            . '</time></td><td class="cell-open"><label class="row-open"><input type="checkbox" autocomplete="off" aria-label="Details: ' . $name
            . '"><svg class="icon" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true"><path fill-rule="evenodd" d="M1.646 4.646a.5.5 0 0 1 .708 0L8 10.293l5.646-5.647a.5.5 0 0 1 .708.708l-6 6a.5.5 0 0 1-.708 0l-6-6a.5.5 0 0 1 0-.708z"/></svg></label></td></tr>';
    }
    return $html;
}

/** What the page of one domain reads. What it writes anew is the name, wherever it stands; the rest is text of the compiled file. */
function object(PDO $db, string $name): void
{
    global $values;
    $domain = rows($db, 'SELECT domain.*, account.number AS account_number, account.title AS account_title, account.login_id, plan.name AS plan_name
        FROM domain JOIN account ON account.id = domain.account_id JOIN plan ON plan.id = account.plan_id WHERE domain.held_name = ?', [$name])[0];
    $site = rows($db, 'SELECT * FROM website WHERE domain_id = ?', [$domain['id']])[0];
    foreach (rows($db, OBJECTS . "WHERE (s.kind = 'zone' AND s.object = ?) OR (s.kind = 'website' AND s.object = ?) ORDER BY l.kind, l.number",
        [$domain['zone_id'], $site['id']]) as $status) {
        json_decode($status['words'] ?? '');
    }
    $servers = array_column(rows($db, 'SELECT server_id FROM zone_server WHERE zone_id = ?', [$domain['zone_id']]), 'server_id');
    foreach ([$site['server_id'], ...$servers, ...$servers] as $server) {
        rows($db, 'SELECT * FROM logical_server WHERE id = ?', [$server]);
        rows($db, 'SELECT * FROM server_endpoint WHERE logical_server_id = ? ORDER BY place', [$server]);
    }
    for ($above = $name; ($dot = strpos($above, '.')) !== false;) {
        $above = substr($above, $dot + 1);
        rows($db, 'SELECT id FROM domain WHERE held_name = ?', [$above]);
    }
    rows($db, 'SELECT * FROM zone WHERE id = ?', [$domain['zone_id']]);
    rows($db, 'SELECT * FROM zone_record WHERE zone_id = ? ORDER BY place', [$domain['zone_id']]);
    rows($db, 'SELECT * FROM account JOIN plan ON plan.id = account.plan_id WHERE account.id = ?', [$domain['account_id']]);
    rows($db, 'SELECT * FROM plan_option WHERE plan_id = (SELECT plan_id FROM account WHERE id = ?)', [$domain['account_id']]);
    foreach ([['domain', $domain['id']], ['website', $site['id']]] as $about) {
        foreach (rows($db, 'SELECT * FROM audit_entry WHERE object_kind = ? AND object_id = ? ORDER BY sequence DESC LIMIT 6', $about) as $entry) {
            json_decode($entry['changes']);
        }
    }
    $values['name'] = text($domain['name']);
}

/** The fields of a form, each made anew. */
function form(string $page): void
{
    global $values;
    foreach (require __DIR__ . '/pages/' . basename($page) . '-line.php' as $number => [$label, $name, $value, $hint]) {
        $id = 'f-' . text($name);
        $values["line $number"] = '<div class="field"><label for="' . $id . '">' . text($label) . '</label><input id="' . $id . '" name="' . text($name)
            . '" type="text" value="' . text($value) . '" autocomplete="off" inputmode="numeric" required aria-describedby="' . $id
            . '-hint"><p class="hint" id="' . $id . '-hint">' . text($hint) . '</p></div>';
    }
    foreach (require __DIR__ . '/pages/' . basename($page) . '-box.php' as $number => [$name, $checked, $label, $hint]) {
        $id = 'f-' . text($name);
        $values["box $number"] = '<div class="field check"><label class="choice"><input id="' . $id . '" type="checkbox" name="' . text($name) . '" value="on"'
            . ($checked !== '' ? ' checked' : '') . ' aria-describedby="' . $id . '-hint"><span>' . text($label) . '</span></label><p class="hint" id="' . $id
            . '-hint">' . text($hint) . '</p></div>';
    }
}

if ($_GET['page_name'] === 'home') {
    home($db);
} elseif ($_GET['page_name'] === 'object') {
    object($db, $_GET['object']);
} elseif ($_GET['page_name'] === 'form') {
    form($_GET['page_name']);
} else {
    $values['rows'] = listing($db, $domains);
}
header('Content-Type: text/html; charset=utf-8');
header('Cache-Control: no-store');
header("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
$html = '';
foreach ($page as [$literal, $value]) {
    $html .= $literal . ($value === null ? '' : $values[$value]);
}
echo $html;
