// The peer that Koers is held against: what one would write in Go with net/http and pgx, on the same tables. It looks the
// token up at every request, reads the same columns, and writes with a check and an audit row; it has no tenant wall, no
// contract, no idempotency, no entity tags and no chain of hashes.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"log"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jackc/pgtype"
	"github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v4/pgxpool"
)

// A programme as the API shows it.
type programme struct {
	ID                  pgtype.UUID     `json:"id"`
	Version             int64           `json:"version"`
	CreatedAt           time.Time       `json:"createdAt"`
	UpdatedAt           time.Time       `json:"updatedAt"`
	Code                string          `json:"code"`
	Name                string          `json:"name"`
	Description         *string         `json:"description"`
	ChallengeID         pgtype.UUID     `json:"challengeId"`
	Phase               string          `json:"phase"`
	SupportStatus       string          `json:"supportStatus"`
	SupportDeadlineDate pgtype.Date     `json:"supportDeadlineDate"`
	PoliticalSponsorID  pgtype.UUID     `json:"politicalSponsorId"`
	OfficialSponsorID   pgtype.UUID     `json:"officialSponsorId"`
	Commission          *string         `json:"commission"`
	Governance          *string         `json:"governance"`
	DecisionKinds       []string        `json:"decisionKinds"`
	StartDate           pgtype.Date     `json:"startDate"`
	EndDate             pgtype.Date     `json:"endDate"`
	MainGoalID          pgtype.UUID     `json:"mainGoalId"`
	VisionID            pgtype.UUID     `json:"visionId"`
	ExternalIDs         json.RawMessage `json:"externalIds"`
}

const columns = `id, version, created_at, updated_at, code, name, description, challenge_id, phase, support_status,
	support_deadline_date, political_sponsor_id, official_sponsor_id, commission, governance, decision_kinds, start_date,
	end_date, main_goal_id, vision_id, external_ids`

func (p *programme) scan(row pgx.Row) error {
	return row.Scan(&p.ID, &p.Version, &p.CreatedAt, &p.UpdatedAt, &p.Code, &p.Name, &p.Description, &p.ChallengeID,
		&p.Phase, &p.SupportStatus, &p.SupportDeadlineDate, &p.PoliticalSponsorID, &p.OfficialSponsorID, &p.Commission,
		&p.Governance, &p.DecisionKinds, &p.StartDate, &p.EndDate, &p.MainGoalID, &p.VisionID, &p.ExternalIDs)
}

type peer struct {
	pool      *pgxpool.Pool
	recording recording
	statuses  [600]atomic.Int64
}

// answer is what a request comes to: a status, and what is shown.
type answer func(ctx context.Context, organisation pgtype.UUID, request *http.Request) (int, any)

// unbroken lets a statement end when its client has gone: pgx closes a connection whose context ends in the middle, and the
// next round of the load would begin with none.
var unbroken = context.Background()

// with looks up the token and writes what the request comes to.
func (p *peer) with(next answer) http.HandlerFunc {
	return func(writer http.ResponseWriter, request *http.Request) {
		hash := sha256.Sum256([]byte(strings.TrimPrefix(request.Header.Get("Authorization"), "Bearer ")))
		var organisation pgtype.UUID
		status, body := http.StatusUnauthorized, any(nil)
		found := p.pool.QueryRow(unbroken, "SELECT organisation_id FROM peer.token WHERE hash = $1", hash[:])
		if found.Scan(&organisation) == nil {
			status, body = next(unbroken, organisation, request)
		}
		p.write(writer, request, status, body)
	}
}

func (p *peer) write(writer http.ResponseWriter, request *http.Request, status int, body any) {
	if request.Context().Err() != nil {
		return // Whoever asked has gone.
	}
	p.statuses[status].Add(1)
	writer.Header().Set("Content-Type", "application/json")
	writer.WriteHeader(status)
	_ = json.NewEncoder(writer).Encode(body)
}

func failure(err error) (int, any) {
	if errors.Is(err, pgx.ErrNoRows) {
		return http.StatusNotFound, nil
	}
	log.Print(err)
	return http.StatusInternalServerError, nil
}

func (p *peer) one(ctx context.Context, organisation pgtype.UUID, request *http.Request) (int, any) {
	id := strings.TrimPrefix(request.URL.Path, "/v1/programmes/")
	var found programme
	row := p.pool.QueryRow(ctx, "SELECT "+columns+" FROM koers.programme WHERE organisation_id = $1 AND id = $2",
		organisation, id)
	if err := found.scan(row); err != nil {
		return failure(err)
	}
	return http.StatusOK, found
}

func (p *peer) page(ctx context.Context, organisation pgtype.UUID, request *http.Request) (int, any) {
	query := request.URL.Query()
	limit, err := strconv.Atoi(query.Get("limit"))
	if err != nil {
		return http.StatusBadRequest, nil
	}
	rows, err := p.pool.Query(ctx, "SELECT "+columns+` FROM koers.programme
		WHERE organisation_id = $1 AND phase = ANY($2)
		AND CASE WHEN start_date IS NULL THEN 'infinity'::date ELSE start_date END <= $3
		ORDER BY CASE WHEN start_date IS NULL THEN 'infinity'::date ELSE start_date END DESC, id DESC LIMIT $4`,
		organisation, strings.Split(query.Get("phase"), ","), query.Get("startDateUntil"), limit+1)
	if err != nil {
		return failure(err)
	}
	defer rows.Close()
	found := make([]programme, 0, limit+1)
	for rows.Next() {
		var next programme
		if err := next.scan(rows); err != nil {
			return failure(err)
		}
		found = append(found, next)
	}
	if rows.Err() != nil {
		return failure(rows.Err())
	}
	next := ""
	if len(found) > limit {
		found = found[:limit]
		next = request.URL.Path + "?" + request.URL.RawQuery + "&after=" + found[limit-1].Code
	}
	return http.StatusOK, map[string]any{"results": found, "next": next}
}

func (p *peer) change(ctx context.Context, organisation pgtype.UUID, request *http.Request) (int, any) {
	id := strings.TrimPrefix(request.URL.Path, "/v1/challenges/")
	var facts struct {
		Predictability  int64 `json:"predictability"`
		SteeringParties int64 `json:"steeringParties"`
	}
	if err := json.NewDecoder(request.Body).Decode(&facts); err != nil {
		return http.StatusBadRequest, nil
	}
	var version int64
	err := p.pool.BeginFunc(ctx, func(transaction pgx.Tx) error {
		var hasGoal, isStructural bool
		locked := transaction.QueryRow(ctx, `SELECT strategic_goal_set, structural_effort FROM koers.challenge
			WHERE organisation_id = $1 AND id = $2 FOR UPDATE`, organisation, id)
		if err := locked.Scan(&hasGoal, &isStructural); err != nil {
			return err
		}
		var isFrozen bool
		frozen := transaction.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM koers.programme WHERE organisation_id = $1
			AND challenge_id = $2 AND phase NOT IN ('exploration', 'rejected'))`, organisation, id)
		if err := frozen.Scan(&isFrozen); err != nil {
			return err
		}
		if isFrozen || !hasGoal || !isStructural || facts.SteeringParties < 0 {
			return errors.New("refused")
		}
		changed := transaction.QueryRow(ctx, `UPDATE koers.challenge SET predictability = $3, steering_parties = $4,
			version = version + 1, updated_at = now() WHERE organisation_id = $1 AND id = $2 RETURNING version`,
			organisation, id, facts.Predictability, facts.SteeringParties)
		if err := changed.Scan(&version); err != nil {
			return err
		}
		_, err := transaction.Exec(ctx, `INSERT INTO peer.audit (organisation_id, challenge_id, version, facts)
			VALUES ($1, $2, $3, $4)`, organisation, id, version, facts)
		return err
	})
	if err != nil {
		return failure(err)
	}
	return http.StatusOK, map[string]any{"id": id, "version": version, "facts": facts}
}

// told says how often each status was answered.
func (p *peer) told(writer http.ResponseWriter, _ *http.Request) {
	counts := map[string]int64{}
	for status := range p.statuses {
		if count := p.statuses[status].Load(); count > 0 {
			counts[strconv.Itoa(status)] = count
		}
	}
	_ = json.NewEncoder(writer).Encode(counts)
}

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "the address to listen on")
	database := flag.String("database", "", "the connection string")
	recorded := flag.String("recorded", "", "a file with the statements to send for a change, instead of its own")
	flag.Parse()
	pool, err := pgxpool.Connect(context.Background(), *database)
	if err != nil {
		log.Fatal(err)
	}
	p := &peer{pool: pool}
	http.HandleFunc("/v1/programmes", p.with(p.page))
	http.HandleFunc("/v1/programmes/", p.with(p.one))
	change := p.with(p.change)
	if *recorded != "" {
		if p.recording, err = readRecording(*recorded); err != nil {
			log.Fatal(err)
		}
		change = p.replay
	}
	http.HandleFunc("/v1/challenges/", change)
	http.HandleFunc("/told", p.told)
	log.Fatal(http.ListenAndServe(*listen, nil))
}
