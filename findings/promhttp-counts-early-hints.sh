#!/bin/sh
# Prometheus client_golang 1.25.0: a handler that sends 103 Early Hints and then its content is counted as 103
#
# In Go, a handler that writes content without a WriteHeader of its own answers 200, after a 103 too.
# promhttp.InstrumentHandlerCounter labels that request with the last number that WriteHeader got, which is the
# informational one: the client has 200, the counter has code="103". An explicit WriteHeader(404) after the 103 is
# counted as 404. A code outside 100..599 is labeled "unknown".
# What it means for you: with Early Hints, write the final status code explicitly, or the rate of 2xx is too low.
#
# Output:
#   handler wrote 200, client got 200
#   handler wrote 103, client got 200
#   handler wrote 103 404, client got 404
#   handler wrote 600, client got 600
#   code="103" 1
#   code="200" 1
#   code="404" 1
#   code="unknown" 1
. "$(dirname "$0")/lib.sh"
cat > main.go << 'END'
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func main() {
	counter := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests"}, []string{"code"})
	for _, codes := range [][]int{{200}, {103}, {103, 404}, {600}} {
		handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for _, code := range codes {
				w.WriteHeader(code)
			}
			fmt.Fprint(w, "content")
		})
		server := httptest.NewServer(promhttp.InstrumentHandlerCounter(counter, handler))
		answer, err := http.Get(server.URL)
		if err != nil {
			panic(err)
		}
		fmt.Printf("handler wrote %s, client got %d\n", strings.Trim(fmt.Sprint(codes), "[]"), answer.StatusCode)
		server.Close()
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(counter)
	families, _ := registry.Gather()
	for _, metric := range families[0].Metric {
		fmt.Printf("code=%q %v\n", metric.Label[0].GetValue(), metric.Counter.GetValue())
	}
}
END
go_modules github.com/prometheus/client_golang@v1.25.0
go run . | expect
