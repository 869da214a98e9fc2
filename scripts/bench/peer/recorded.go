package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/rand"
	"net/http"
	"os"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v4"
)

// recording is what koers-server sent for one change, in its round trips. Marks stand in the parameters where each
// request has values of its own.
type recording [][]struct {
	SQL        string    `json:"sql"`
	Parameters []*string `json:"parameters"`
}

func readRecording(path string) (recording, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var found recording
	err = json.Unmarshal(text, &found)
	return found, err
}

// replay answers the change of a challenge with the statements of the recording. It looks no token up, because Koers
// seldom does, and decides nothing, so it does not need what they answer.
func (p *peer) replay(writer http.ResponseWriter, request *http.Request) {
	status, body := p.send(unbroken, request)
	p.write(writer, request, status, body)
}

func (p *peer) send(ctx context.Context, request *http.Request) (int, any) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return http.StatusBadRequest, nil
	}
	var facts struct {
		Predictability  json.Number `json:"predictability"`
		SteeringParties json.Number `json:"steeringParties"`
	}
	if err := json.Unmarshal(body, &facts); err != nil {
		return http.StatusBadRequest, nil
	}
	id := request.URL.Path[strings.LastIndexByte(request.URL.Path, '/')+1:]
	own := strings.NewReplacer(
		"\x01challenge\x01", id[strings.LastIndexByte(id, '-')+1:],
		"\x01predictability\x01", facts.Predictability.String(),
		"\x01parties\x01", facts.SteeringParties.String(),
		"\x01key\x01", strings.Trim(request.Header.Get("Idempotency-Key"), `"`),
		"\x01lock\x01", strconv.FormatInt(rand.Int63(), 10),
	)
	connection, err := p.pool.Acquire(ctx)
	if err != nil {
		return failure(err)
	}
	defer connection.Release() // Which closes it when the transaction did not come to its end.
	for _, statements := range p.recording {
		batch := &pgx.Batch{}
		for _, statement := range statements {
			parameters := make([]any, len(statement.Parameters))
			for place, text := range statement.Parameters {
				if text != nil {
					filled := own.Replace(*text)
					if strings.Contains(filled, "\x01") {
						return failure(errors.New("a mark that nobody knows: " + filled))
					}
					parameters[place] = filled
				}
			}
			batch.Queue(statement.SQL, parameters...)
		}
		// Closing reads all results, and tells the first error.
		if err := connection.SendBatch(ctx, batch).Close(); err != nil {
			return failure(err)
		}
	}
	return http.StatusOK, map[string]any{"id": id, "facts": facts}
}
